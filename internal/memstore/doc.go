// Package memstore is the oracle that the tests compare the real store with: evidence.Reader, evidence.Explorer,
// evidence.Writer and evidence.History over a list of records, every answer worked out by brute force. It is slow on
// purpose, keeps everything in memory, and is in no product.
package memstore
