"""One function per figure; its docstring is the figure's definition. Nothing here changes anything."""
