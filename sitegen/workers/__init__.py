"""Workers for a build: this process, forked ones, or those of a cluster, behind `concurrent.futures`."""
