package neo4jd

import "context"

// What the tests of this package cannot bring about from outside.
var (
	NeedSpace      = needSpace
	SupervisorMark = supervisorMark
)

// RepairJars does what every start does with the jars.
func RepairJars(ctx context.Context, o Options) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	_, err = ensureJars(ctx, o, jarsComplete)
	return err
}
