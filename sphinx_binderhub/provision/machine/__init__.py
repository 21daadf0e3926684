"""What a chapter finds on the machine: kernels, programs, magics, ports and variables."""
