"""plancmp opinion: the 衔接审核意见 of one draft under one or more upper documents."""
