//go:build pins

// Package kith pins parts that are about to be used; it goes when they are.
package kith

import (
	_ "github.com/alecthomas/kong"
	_ "github.com/compose-spec/compose-go/v2/loader"
	_ "github.com/evanphx/json-patch/v5"
	_ "github.com/getkin/kin-openapi/openapi2conv"
	_ "github.com/klauspost/compress/gzip"
	_ "github.com/knadh/koanf/parsers/yaml"
	_ "github.com/knadh/koanf/providers/env/v2"
	_ "github.com/knadh/koanf/providers/file"
	_ "github.com/knadh/koanf/v2"
	_ "github.com/prometheus/client_golang/prometheus"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/stretchr/testify/require"
	_ "github.com/swaggo/swag"
	_ "github.com/swaggo/swag/gen"
	_ "go.uber.org/goleak"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "golang.org/x/text/cases"
	_ "pgregory.net/rapid"
)
