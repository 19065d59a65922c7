package paths

import (
	"context"
	"errors"
	"math"
)

// Most questions look at a few thousand ties; a few, between two people whom everybody knows, at many millions. A question runs in
// the light lane first. Where that is not enough it gives up its place, waits for one in the heavy lane and begins again there: the
// few milliseconds lost are nothing to what it is going to take, and it keeps nobody waiting but others of its kind.
const (
	budget   = 2_000_000 // ties that a question may look at in the light lane
	look     = 1 << 15   // ties between two looks at the context
	maxLight = 8         // questions at the same time, at most; each has memory of its own
	maxHeavy = 4
)

// errHeavy says that a question is more than the light lane takes.
var errHeavy = errors.New("more work than the light lane takes")

// lane lets as many questions run at the same time as it has pieces of scratch memory, and the others wait in the order they came.
type lane chan *scratch

func newLane(places int) lane {
	l := make(lane, places)
	for range places {
		l <- &scratch{}
	}
	return l
}

// run is a question while it is being answered.
type run struct {
	*snapshot
	*scratch
	ctx      context.Context
	sight    sighted
	own      map[uint32]seenTies // whose ties the asker sees more of than everybody does
	budget   int
	spent    int
	unlooked int // spent since the last look at the context
}

// ask answers a question, at most twice: what the answer is put into has to be set anew each time.
func (v *View) ask(ctx context.Context, sight Sight, answer func(*run) error) error {
	err := v.askIn(ctx, v.light, budget, sight, answer)
	if errors.Is(err, errHeavy) {
		err = v.askIn(ctx, v.heavy, math.MaxInt, sight, answer)
	}
	return err
}

func (v *View) askIn(ctx context.Context, l lane, budget int, sight Sight, answer func(*run) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case memory := <-l:
		defer func() {
			memory.clear()
			l <- memory
		}()
		s := v.now.Load()
		memory.size(s.count)
		return answer(&run{snapshot: s, scratch: memory, ctx: ctx, sight: s.sight(sight), own: s.ownTies(sight.Name), budget: budget})
	}
}

// spend counts ties looked at. An error is the context's, or errHeavy.
func (r *run) spend(ties int) error {
	r.unlooked += ties
	if r.unlooked < look {
		return nil
	}
	r.spent, r.unlooked = r.spent+r.unlooked, 0
	if r.spent > r.budget {
		return errHeavy
	}
	return r.ctx.Err()
}
