package graph

import (
	"hash/maphash"
	"sync"
	"time"
)

// Signing in is slowed for an account and for an address after failures: the more, the longer, until a quarter of an hour has passed without one.
const (
	slownessKept = 15 * time.Minute
	slownessBits = 16 // of a place: 65,536 places for accounts and as many for addresses, whoever tries
)

// slowing is how failures of one kind slow.
type slowing struct {
	free    int           // so many are
	longest time.Duration // a wait doubles from a second to this
}

var (
	slowAccount = slowing{free: 5, longest: time.Minute}
	slowAddress = slowing{free: 100, longest: 5 * time.Minute} // a whole office may have one
)

// slowness counts attempts to sign in, in memory that does not grow: names and addresses share the places that their hashes say, with a seed that
// nobody outside knows.
type slowness struct {
	mutex     sync.Mutex
	seed      maphash.Seed
	accounts  []failures
	addresses []failures
}

type failures struct {
	count int32
	last  int64 // in Unix milliseconds
}

// attempt counts an attempt as failed, until succeed says that it was not, or returns how long to wait where it comes too early.
func (s *slowness) attempt(account, address string, now time.Time) (wait time.Duration) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.accounts == nil {
		s.seed, s.accounts, s.addresses = maphash.MakeSeed(), make([]failures, 1<<slownessBits), make([]failures, 1<<slownessBits)
	}
	ofAccount, ofAddress := s.places(account, address)
	if wait = max(ofAccount.wait(slowAccount, now), ofAddress.wait(slowAddress, now)); wait > 0 {
		return wait
	}
	ofAccount.fail(now)
	ofAddress.fail(now)
	return 0
}

// succeed takes an attempt back, and the failures of the account before it.
func (s *slowness) succeed(account, address string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	ofAccount, ofAddress := s.places(account, address)
	*ofAccount = failures{}
	ofAddress.count = max(0, ofAddress.count-1)
}

func (s *slowness) places(account, address string) (ofAccount, ofAddress *failures) {
	const mask = 1<<slownessBits - 1
	return &s.accounts[maphash.String(s.seed, account)&mask], &s.addresses[maphash.String(s.seed, address)&mask]
}

func (f *failures) wait(s slowing, now time.Time) time.Duration {
	since := now.Sub(time.UnixMilli(f.last))
	over := int(f.count) - s.free
	if over < 0 || since >= slownessKept {
		return 0
	}
	return min(time.Second<<min(over, 20), s.longest) - since
}

func (f *failures) fail(now time.Time) {
	if now.Sub(time.UnixMilli(f.last)) >= slownessKept {
		f.count = 0
	}
	f.count++
	f.last = now.UnixMilli()
}
