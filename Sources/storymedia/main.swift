print("storymedia")
