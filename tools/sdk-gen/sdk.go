//go:build tools

package main

// What a generated Go SDK imports, so that go.mod and go.sum are enough for it, too.
import (
	_ "github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	_ "github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)
