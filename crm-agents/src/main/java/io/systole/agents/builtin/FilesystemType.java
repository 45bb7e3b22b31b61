package io.systole.agents.builtin;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What has to be known of a type of file system before it is mounted (the lists of resource-agents' Filesystem). */
enum FilesystemType {
    /** May be mounted on several nodes at once. */
    SHARED,
    /** Repairs itself at mount, or cannot be repaired; everything else is checked before. */
    UNCHECKED,
    /** Lies on no block device of this machine. */
    NO_BLOCK_DEVICE,
    /** Lets go of a dead server only by force. */
    NETWORK;

    private static final Map<String, Set<FilesystemType>> TRAITS = new LinkedHashMap<>();

    private static void are(Set<FilesystemType> traits, String... types) {
        for (String type : types) {
            TRAITS.put(type, traits);
        }
    }

    static {
        are(EnumSet.allOf(FilesystemType.class), "nfs4", "nfs", "efs", "cifs", "smbfs");
        are(
                EnumSet.of(SHARED, UNCHECKED, NO_BLOCK_DEVICE),
                "none",
                "glusterfs",
                "ceph",
                "overlay",
                "overlayfs",
                "tmpfs",
                "cvfs",
                "lustre");
        are(EnumSet.of(SHARED, UNCHECKED), "gfs2", "ocfs2");
        are(EnumSet.of(UNCHECKED, NO_BLOCK_DEVICE), "rozofs", "zfs");
        are(
                EnumSet.of(UNCHECKED),
                "ext4",
                "ext4dev",
                "ext3",
                "reiserfs",
                "reiser4",
                "nss",
                "xfs",
                "jfs",
                "vfat",
                "fat",
                "btrfs");
    }

    /** Whether a type is known to be so; the empty string, for mount(8) to find out, is none of them. */
    boolean is(String type) {
        return TRAITS.getOrDefault(type, Set.of()).contains(this);
    }
}
