internal import Containers

/// Reads the boxes of a movie, and checks what they promise against limits.
struct MovieBoxes {
    let reader: BoxReader
    let limits: Limits
}
