"""Public API: `text.wording.grade` a sentence, `text.articles.read` an article. No code lives here."""
