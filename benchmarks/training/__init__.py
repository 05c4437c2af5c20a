"""How the weights of the judge are made. A run of citecheck needs none of the libraries that these modules import."""
