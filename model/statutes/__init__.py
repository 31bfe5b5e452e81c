"""What nations enact about city diplomacy, the disputes that follow, and the courts."""
