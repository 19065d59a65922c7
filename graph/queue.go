package graph

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"kith/access"
	"kith/cypher"
	"kith/graph/store"
	"kith/problem"
)

var seatAccount = cypher.Must("read/seat_account")

// queue lets changes under one lock go in the order in which they came. Neo4j's locks keep them apart, here and in other
// processes, but are not fair: of many who want one, some would wait until their time limit.
type queue struct {
	mutex sync.Mutex
	lines map[string]*waitingLine
}

type waitingLine struct {
	turn *semaphore.Weighted // serves in order
	in   int                 // who waits or works
}

// wait returns when it is the caller's turn for a lock, who then calls leave.
func (q *queue) wait(ctx context.Context, lock string, most time.Duration) (leave func(), err error) {
	q.mutex.Lock()
	if q.lines == nil {
		q.lines = map[string]*waitingLine{}
	}
	line := q.lines[lock]
	if line == nil {
		line = &waitingLine{turn: semaphore.NewWeighted(1)}
		q.lines[lock] = line
	}
	line.in++
	q.mutex.Unlock()
	gone := func() {
		q.mutex.Lock()
		defer q.mutex.Unlock()
		if line.in--; line.in == 0 {
			delete(q.lines, lock)
		}
	}
	waiting, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	if err := line.turn.Acquire(waiting, 1); err != nil {
		gone()
		if ctx.Err() != nil {
			return nil, problem.TimedOut(ctx.Err())
		}
		return nil, problem.Unavailable("Too many changes to one account at once. Try again in a moment.", time.Second, err)
	}
	return func() { line.turn.Release(1); gone() }, nil
}

// inTurn is a transaction whose work takes a lock that many may want at once.
func (g *Graph) inTurn(ctx context.Context, v access.Viewer, lock string, work func(tx *store.Tx) error) error {
	leave, err := g.queue.wait(ctx, lock, g.store.TimeLimit())
	if err != nil {
		return err
	}
	defer leave()
	return g.Transact(ctx, v, work)
}

// onceInTurn is once for work that takes a lock that many may want at once.
func (g *Graph) onceInTurn(ctx context.Context, v access.Viewer, lock string, work func(tx *store.Tx) ([]string, error)) ([]string, error) {
	leave, err := g.queue.wait(ctx, lock, g.store.TimeLimit())
	if err != nil {
		return nil, err
	}
	defer leave()
	return g.once(ctx, v, work)
}

// changeSeat is a transaction that changes a position's lines or holders, under the lock of its account.
func (g *Graph) changeSeat(ctx context.Context, v access.Viewer, positionID string, work func(tx *store.Tx, seat lockedSeat) error) error {
	accounts, err := store.Read[string](ctx, g.store, seatAccount, map[string]any{"id": positionID})
	accountID, err := one(accounts, err, "position", positionID)
	if err != nil {
		return err
	}
	return g.inTurn(ctx, v, accountID, func(tx *store.Tx) error {
		seat, err := lockSeatOf(ctx, tx, positionID)
		if err != nil {
			return err
		}
		return work(tx, seat)
	})
}
