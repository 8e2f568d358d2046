/// One box of a file of the ISO base media family (ISO/IEC 14496-12, 4.2): MP4, QuickTime, HEIF.
package struct Box: Hashable {
    package let type: FourCC
    /// Where its header starts, in bytes from the start of the file.
    package let start: Int64
    /// What follows its header, cut to what its surroundings can hold.
    package let payload: Range<Int64>
    /// Whether it claims to be longer than its surroundings.
    package let isCutOff: Bool
}
