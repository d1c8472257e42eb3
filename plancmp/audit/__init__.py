"""What is odd in the plans themselves: engine with its checks, result, layout."""
