package model

import "math"

// Everything as a length asks for a whole list. Only a request in process may ask for it.
const Everything = math.MaxInt32

// PageInfo says where a page is in its list.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string // "" if the page is empty
	EndCursor       string // "" if the page is empty
}
