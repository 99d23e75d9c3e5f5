package memo

import "time"

// SetClock makes a ByVersion read another clock.
func (k *ByVersion[T]) SetClock(now func() time.Time) { k.now = now }
