// Package ingesttest makes files for load tests in the format of package ingest. The same arguments always give the
// same bytes.
package ingesttest
