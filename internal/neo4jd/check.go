package neo4jd

import (
	"context"
	"fmt"
)

// Finding is one thing that Check has looked at.
type Finding struct {
	// Name is what was looked at: Java, Maven, Neo4j's jars, class-data archive, data folder.
	Name string
	// OK reports whether it is as it should be.
	OK bool
	// Needed reports whether Neo4j can be run here only if it is OK.
	Needed bool
	// Detail is what was found.
	Detail string
	// Cure is what to do about it, "" if it is OK.
	Cure string
}

// Check looks at all that is needed to run Neo4j here, the jars byte for byte, and returns a finding on each, in the
// order in which they are needed. It fetches and starts nothing; the data folder is made if it is not there.
func Check(ctx context.Context, opts Options) ([]Finding, error) {
	o, err := opts.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := o.needBoth(); err != nil {
		return nil, err
	}
	j, javaFinding := checkJava(ctx, o)
	jars := checkJars(o)
	out := []Finding{javaFinding, checkMaven(ctx, j, !jars.OK), jars, checkArchive(o, j), checkData(o)}
	return out, ctx.Err()
}

func checkJava(ctx context.Context, o Options) (java, Finding) {
	j, why := findJava(ctx, o)
	f := Finding{Name: "Java", OK: why == "", Needed: true, Detail: j.String()}
	if !f.OK {
		f.Detail, f.Cure = why, "Java 17 or 21 is needed. Run: make deps"
	}
	return j, f
}

func checkMaven(ctx context.Context, j java, needed bool) Finding {
	f := Finding{Name: "Maven", Needed: needed, Cure: "Run: make deps"}
	bin, ok := findMaven()
	if !ok {
		f.Detail = "there is no mvn on the PATH"
		if !needed {
			f.Detail += "; it is only needed to fetch the jars, which are there"
		}
		return f
	}
	text, err := mavenVersion(ctx, bin, j)
	if err != nil {
		f.Detail = err.Error()
		return f
	}
	f.OK, f.Detail, f.Cure = true, fmt.Sprintf("%s (%s)", text, bin), ""
	return f
}

func checkJars(o Options) Finding {
	f := Finding{Name: "Neo4j's jars", Needed: true}
	dir := o.cache().jars()
	list, total := jarList()
	err := jarsComplete(dir)
	if err == nil {
		err = jarsGenuine(dir)
	}
	if err != nil {
		f.Detail, f.Cure = err.Error(), "Run: make deps"
		return f
	}
	f.OK, f.Detail = true, fmt.Sprintf("Neo4j %s, %d jars, %s (%s)", Version, len(list), megabytes(total), dir)
	return f
}

func checkArchive(o Options, j java) Finding {
	f := Finding{Name: "class-data archive"}
	path := fittingArchive(o.cache(), j)
	switch {
	case path == "" && j.Home != "" && !canArchive(j):
		f.OK, f.Detail = true, "this Java cannot make one; Neo4j starts without, in twice the time"
		return f
	case path == "":
		f.Detail, f.Cure = "not found; Neo4j starts without it, in twice the time", "Run: make deps"
		return f
	}
	f.OK, f.Detail = true, fmt.Sprintf("%s (%s)", megabytes(sizeOf(path)), path)
	return f
}

func checkData(o Options) Finding {
	f := Finding{Name: "data folder", Needed: true, Detail: o.DataDir}
	h := o.home()
	err := prepareRun(h)
	if err == nil {
		err = needSpace(ErrHome, h.run, homeSpace)
	}
	if err == nil {
		err = checkVersion(h)
	}
	if err != nil {
		f.Detail, f.Cure = err.Error(), "Use another folder (CREDENCE_DATA_DIR)."
		return f
	}
	f.OK = true
	return f
}
