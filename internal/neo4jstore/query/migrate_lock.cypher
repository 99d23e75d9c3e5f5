// Holds back every other migrator until the transaction ends. One seek in a unique index.
MERGE (l:MigrationLock {name: 'credence'})
SET l.name = l.name
