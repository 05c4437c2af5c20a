"""Second opinions: a language model or an NLI model of the user's, asked where the first judge is unsure."""
