"""One indicator down all levels of government and along its five-year periods, results beside."""
