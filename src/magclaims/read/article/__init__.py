"""Article texts: blocks, sentences, citations and printed reference lists, with positions."""
