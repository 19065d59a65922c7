// Command generate writes the API document from the handlers' swag comments: swagger.json (2.0, what swag makes) and
// openapi.json (3, converted from it), with the answers in docs/examples as examples. Run it as `go generate ./docs`.
package main

import (
	"log"
	"os"
	"path/filepath"
)

func main() {
	documents, err := Documents(".")
	if err != nil {
		log.Fatal(err)
	}
	for name, text := range documents {
		if err := os.WriteFile(filepath.Join(".", name), text, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
