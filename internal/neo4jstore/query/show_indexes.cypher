// The indexes as they are, for the doctor, but for those that belong to a constraint: rows of name, type, labels or types,
// properties and state.
SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state, owningConstraint
WHERE owningConstraint IS NULL AND type <> 'LOOKUP'
RETURN collect([name, type, labelsOrTypes, properties, state]) AS rows
