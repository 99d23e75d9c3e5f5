// The editions of some records by their names: a seek in the unique index for each. The index is named because in a graph
// without editions Neo4j plans to scan it, and keeps to that while an import fills the graph.
UNWIND $q.editions AS id
MATCH (e:Edition {id: id}) USING INDEX SEEK e:Edition(id)
RETURN e.id AS id, e.at AS at, e.states AS states
