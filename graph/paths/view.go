// Package paths answers, in memory and exactly, which paths lead from person to person over the ties of today. A graph database
// walks relationships one by one and asks each for its properties; here people are numbers and their ties lie next to each other in
// arrays, which is about a hundred times faster. It holds no names and no evidence, only ids and strengths, and it is never the
// truth: whoever owns a View loads it from the graph and tells it what has changed.
//
// A question looks at a snapshot that never changes and waits for no writer; a change copies the pages it touches and puts them in
// place all at once.
package paths

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Person is somebody who can be on a path.
type Person struct {
	ID     string
	User   bool // one of us
	Active bool // of a user: still here; a user who is not is neither a source nor in the middle of a path
	Closed bool // of a user: as one who is not here for everybody else

	BelongsTo []string // whom the record of this person belongs to, which says who sees it; ids without spaces

	Number int64 // by which the graph finds the person quickest
}

// Tie says how well a person knows another one. The strength is from 0 to 1, or NaN where it is not known.
type Tie struct {
	ID       string // of the other one
	Strength float64
	Conflict bool // the two are at odds: neither introduces the other unless that is allowed
}

// Chain is a path: the ids from the source to the target, and the product of the strengths in this order, or NaN where one of them
// is not known.
type Chain struct {
	IDs   []string
	Score float64
}

// View holds people and the ties between them. Any number of questions and changes may run at the same time.
type View struct {
	now     atomic.Pointer[snapshot]
	changes sync.Mutex // held by whoever makes the next snapshot
	light   lane
	heavy   lane
}

func newView(s *snapshot) *View {
	cores := runtime.GOMAXPROCS(0)
	v := &View{light: newLane(min(cores, maxLight)), heavy: newLane(max(1, min(cores/2, maxHeavy)))}
	v.now.Store(s)
	return v
}

// Size is how many people there are and how many ties between them that everybody sees.
func (v *View) Size() (people, ties int) {
	s := v.now.Load()
	return s.present, s.halves / 2
}

// Has tells whether a person is there.
func (v *View) Has(id string) bool {
	_, found := v.now.Load().find(id)
	return found
}
