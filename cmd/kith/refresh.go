package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type refresh struct{}

// refreshWait is how long an answer is waited for.
const refreshWait = time.Minute

// Run asks for a refresh and waits until a Kith has read the ties anew.
func (refresh) Run(ctx context.Context, settings *Settings) (err error) {
	o, err := settings.open(ctx, false, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close(ctx)) }()
	if o.local != nil {
		fmt.Println("No Kith serves this graph now: there is nothing to refresh.")
		return nil
	}
	asked, err := o.graph.Reload(ctx)
	if err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, refreshWait)
	defer cancel()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for {
		done, err := o.graph.Reloaded(ctx, asked)
		if err != nil {
			return err
		}
		if done {
			fmt.Println("The ties are read anew.")
			return nil
		}
		select {
		case <-waiting.Done():
			return errors.Join(ctx.Err(), fmt.Errorf("asked, but no Kith has read the ties anew within %s: is one serving this graph with its ties in memory?", refreshWait))
		case <-look.C:
		}
	}
}
