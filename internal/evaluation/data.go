package evaluation

import (
	"fmt"
	"os"
	"path/filepath"
)

// DataSet is published data that something is measured on.
type DataSet struct {
	Name   string   // as the command line calls it
	Folder string   // below the folder of all data
	Files  []string // that are read, from Folder
}

// DataSets lists what this package can measure on, by name.
func DataSets() []DataSet {
	return []DataSet{
		{"abebooks", "abebooks", []string{abebooksListings, abebooksGold}},
		{"emergent", "emergent", []string{emergentArticles}},
		{"french-media", "french-media-ownership", append([]string{frenchMediaTitles}, frenchMediaStakes...)},
		{"pink-slime", "pink-slime", pinkSlimeFiles()},
	}
}

// Dir returns where the data set lies below root.
func (d DataSet) Dir(root string) string { return filepath.Join(root, d.Folder) }

// Missing returns the files of the data set that root does not have, in full, in the order of Files; none is left out in
// silence.
func (d DataSet) Missing(root string) []string {
	var missing []string
	for _, name := range d.Files {
		path := filepath.Join(d.Dir(root), name)
		if _, err := os.Stat(path); err != nil {
			missing = append(missing, path)
		}
	}
	return missing
}

// missingFile is the error for a file that is not where it was looked for.
func missingFile(path string) error {
	return fmt.Errorf("there is no file %s: the evaluation data are not part of Credence; set CREDENCE_DATA to the folder that has them", path)
}
