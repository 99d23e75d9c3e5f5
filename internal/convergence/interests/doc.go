// Package interests finds who has an interest in a claim, and how whoever has it stands behind a source: as the source
// itself, its outlet, an author, who controls the outlet, or who funds it directly (method, section 14). It counts
// nothing.
package interests
