import Testing

@testable import Libav

@Suite struct FixProbeTests {
    @Test("Probing for a fix agrees with the release, for releases known to have it or not")
    func agreesWithRelease() {
        let isRefused = FixProbe.refusesMisalignedSlices()
        // Debian's package of 7.1.5 has the change, unlike all earlier releases of that branch.
        if FFmpegBuild.release.hasPrefix("7.1.5") { #expect(isRefused == true) }
        if FFmpegBuild.release == "5.1.9-0+deb12u1" { #expect(isRefused == false) }
    }

    @Test("The picture that probes for a fix is valid except for its slices")
    func isRightOtherwise() {
        // Slices of four rows end with a chroma row, so the decoder goes on to ask for memory, with and without the
        // fix.
        #expect(FixProbe.isRefused(sliceHeight: 4) == false)
    }
}
