/// `x / 255`, rounded to the nearest, for `x` up to 255 × 255.
///
/// Blinn, "Three Wrongs Make a Right", IEEE Computer Graphics and Applications 15(6), 1995.
@inline(__always)
func dividedBy255<T: FixedWidthInteger>(_ x: T) -> T {
    let biased = x &+ 128
    return (biased &+ (biased >> 8)) >> 8
}
