package evaluation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// DataSet is published data that something is measured on.
type DataSet struct {
	Name   string   // as the command line calls it
	Folder string   // below the folder of all data
	Files  []string // that are read, from Folder
}

// Result is what an evaluation found. As JSON it has the same figures, and more.
type Result interface {
	// Text returns a table; "-" stands where no published figure is verified.
	Text() string
}

// Run measures on the data set of one name, below root. progress, if not nil, is called with how far each stage has
// come, never by two goroutines at once. The name must be of [DataSets]; a file that is not there is an error that
// names it.
func Run(ctx context.Context, name, root string, progress func(stage string, done, total int)) (Result, error) {
	dir := func(folder string) string { return filepath.Join(root, folder) }
	switch name {
	case "abebooks":
		r, err := AbeBooks(ctx, dir("abebooks"), progress)
		return &r, err
	case "emergent":
		return runEmergent(ctx, dir("emergent"), progress)
	case "french-media":
		r, err := FrenchMedia(ctx, dir("french-media-ownership"))
		return &r, err
	case "pink-slime":
		outsiders, err := Outsiders(ctx, root)
		if err != nil {
			return nil, err
		}
		r, err := PinkSlime(ctx, dir("pink-slime"), outsiders)
		return &r, err
	}
	return nil, fmt.Errorf("there is no evaluation %q", name)
}

// EmergentResults are both measurements on Emergent.
type EmergentResults struct {
	Headlines EmergentResult      `json:"headlines"`
	Truth     EmergentTruthResult `json:"truth"`
}

// Text returns both tables.
func (r *EmergentResults) Text() string { return r.Headlines.Text() + "\n" + r.Truth.Text() }

func runEmergent(ctx context.Context, dir string, progress func(stage string, done, total int)) (Result, error) {
	headlines, err := Emergent(ctx, dir)
	if err != nil {
		return nil, err
	}
	truth, err := EmergentTruth(ctx, dir, progress)
	return &EmergentResults{headlines, truth}, err
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

// Missing returns the files of the data set that root does not have, in full, in the order of Files; none is left out
// in silence.
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
	return fmt.Errorf("there is no file %s: the evaluation data are not part of Credence; set CREDENCE_DATA to the "+
		"folder that has them", path)
}

// open opens a file of a data set.
func open(path string) (*os.File, error) {
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missingFile(path)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return file, nil
}
