"""What the texts say: articles, sentences, wording and quantities."""
