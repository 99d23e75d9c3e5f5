// What is made of a record's fields is made again of all records (see rederive.go): folded words, and the canonical addresses,
// of which hosts, archives and routes are known now.
