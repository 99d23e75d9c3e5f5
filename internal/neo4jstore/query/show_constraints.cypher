// The constraints as they are, for the doctor: rows of name, type, labels or types, properties, and a state, which
// constraints do not have.
SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
RETURN collect([name, type, labelsOrTypes, properties, 'ONLINE']) AS rows
