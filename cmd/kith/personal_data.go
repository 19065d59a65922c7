package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"kith/access"
	"kith/graph"
)

type everything struct {
	ID string `arg:"" help:"Id of the contact."`
}

// Run prints all that is held on a person as one JSON document.
func (e *everything) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		all, err := g.Everything(ctx, access.System(), e.ID)
		if err != nil {
			return err
		}
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(all)
	})
}

type erase struct {
	ID string `arg:"" help:"Id of the contact."`
}

// Run erases a person for good.
func (e *erase) Run(ctx context.Context, settings *Settings) error {
	return settings.within(ctx, func(g *graph.Graph) error {
		done, err := g.Erase(ctx, access.System(), e.ID)
		if err != nil {
			return err
		}
		fmt.Printf("%s is erased; %d identifiers are on the suppression list.\n", done.ID, done.Identifiers)
		for _, address := range done.SharedEmails {
			fmt.Printf("%s stays: somebody else has it too.\n", address)
		}
		return nil
	})
}
