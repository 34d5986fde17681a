"""What Python sees of Wandel: `import simulation as wandel` hands out the names of this part when they are used."""
