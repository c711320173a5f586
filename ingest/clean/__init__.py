"""One module a type of value: text, telephone numbers, times, amounts, counts, words, identity numbers."""
