"""How the weights of the judge are made; nothing at run time needs the libraries that these import."""
