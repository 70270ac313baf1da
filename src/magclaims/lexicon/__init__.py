"""How words assert: triggers, modifiers, scope; a pack of words in each language."""
