// Which version of a record of a file is in force: a node for each record of a file whose versions are dated, by its name.
CREATE CONSTRAINT edition_id IF NOT EXISTS FOR (n:Edition) REQUIRE n.id IS UNIQUE;
