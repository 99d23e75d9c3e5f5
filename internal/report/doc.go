// Package report writes answers as text that a person reads and pastes: the report of a claim, findings, links,
// changes and what the other commands show. It takes answers as the domain or the GraphQL API has them, reads no
// graph and knows no command.
package report
