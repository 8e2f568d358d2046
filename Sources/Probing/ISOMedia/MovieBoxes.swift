internal import Containers

/// The boxes of a movie, and how much they may promise.
struct MovieBoxes {
    let reader: BoxReader
    let limits: Limits
}
