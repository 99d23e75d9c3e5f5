package model

// PageInfo says where a page is in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string // "" where the page is empty
	EndCursor       string // "" where the page is empty
}
