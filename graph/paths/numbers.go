package paths

import (
	"hash/maphash"
	"sync/atomic"
)

// numbers finds the number of an id: a hash table of four bytes a slot, because the ids themselves lie in the pages. A number once
// in it stays, so that old and new snapshots share one: whoever looks at an older one passes over the numbers given out since.
type numbers struct {
	seed  maphash.Seed
	slots []atomic.Uint32 // the number and 1, or 0 where nobody is; as many as a power of two
}

// newNumbers makes a table of everybody in a snapshot, with room to double.
func newNumbers(s *snapshot) *numbers {
	size := 1024
	for size < 2*s.count {
		size *= 2
	}
	n := &numbers{seed: maphash.MakeSeed(), slots: make([]atomic.Uint32, size)}
	for person := range uint32(s.count) {
		n.add(s.id(person), person)
	}
	return n
}

func (n *numbers) find(s *snapshot, id string) (uint32, bool) {
	for at := maphash.String(n.seed, id); ; at++ {
		slot := n.slots[at&uint64(len(n.slots)-1)].Load()
		if slot == 0 {
			return 0, false
		}
		if person := slot - 1; int(person) < s.count && s.id(person) == id {
			return person, true
		}
	}
}

// add puts an id in that is not there yet. One at a time.
func (n *numbers) add(id string, person uint32) {
	at := maphash.String(n.seed, id)
	for n.slots[at&uint64(len(n.slots)-1)].Load() != 0 {
		at++
	}
	n.slots[at&uint64(len(n.slots)-1)].Store(person + 1)
}

// full tells whether a table should be made anew before there are more than count people in it.
func (n *numbers) full(count int) bool { return count > len(n.slots)/4*3 }
