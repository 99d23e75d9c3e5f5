// Package graphtest runs golden queries against a GraphQL server, whatever store is behind it.
package graphtest
