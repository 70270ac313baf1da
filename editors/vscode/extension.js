// Starts `magclaims lsp` and leaves the rest to it.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const PATTERN = "**/*.{md,markdown,mdx,qmd,txt,html,htm,xhtml,yaml,yml,bib}";
let client;

async function start() {
  const [command, ...args] = workspace.getConfiguration("magclaims").get("command");
  const watched = "**/{*.yaml,*.yml,*.bib,magclaims.toml,pyproject.toml,references.lock.json,reviews.json,reviews/*.json}";
  client = new LanguageClient(
    "magclaims",
    "magclaims",
    { command, args },
    {
      documentSelector: [{ scheme: "file", pattern: PATTERN }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher(watched) },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const how = 'install it with: pip install "magclaims[lsp]"';
    window.showErrorMessage(`magclaims: ${[command, ...args].join(" ")} cannot be started; ${how}`);
    console.error(error);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.stop();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand("magclaims.restart", async () => {
      await stop();
      await start();
    }),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("magclaims.command")) {
        await stop();
        await start();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
