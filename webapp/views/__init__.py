"""One blueprint a resource; `create_app` registers every module that lies here."""
