"""Pages and files -> the site: staged, checked, published in whole."""
