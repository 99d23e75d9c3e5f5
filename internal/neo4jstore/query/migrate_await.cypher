// Waits until indexes have been filled, in seconds.
CALL db.awaitIndexes($q.seconds)
