package transport

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// cachedDocuments is how many parsed documents are kept, and maxCachedBytes how long one may be.
const (
	cachedDocuments = 500
	maxCachedBytes  = 8 << 10
)

// documents keeps documents that were parsed and found valid. When it is full it starts again from empty: a dashboard
// sends the same few, and whoever sends ever new ones gains nothing from it.
type documents struct {
	mu   sync.RWMutex
	held map[string]*ast.QueryDocument
}

var _ graphql.Cache[*ast.QueryDocument] = (*documents)(nil)

// Get returns the document of a text.
func (d *documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	document, found := d.held[text]
	return document, found
}

// Add keeps a document.
func (d *documents) Add(_ context.Context, text string, document *ast.QueryDocument) {
	if len(text) > maxCachedBytes {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held == nil || len(d.held) >= cachedDocuments {
		d.held = make(map[string]*ast.QueryDocument)
	}
	d.held[text] = document
}
